/** Parameters of a web address that only tell where a reader came from, by name. */
const NAMES: ReadonlySet<string> = new Set(
	(
		'fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ymclid twclid ttclid li_fat_id igshid igsh epik sccid ' +
		'srsltid mc_cid mc_eid mkt_tok _hsenc _hsmi __hsfp __hssc __hstc hsctatracking vero_id vero_conv oly_anon_id ' +
		'oly_enc_id rb_clickid s_cid wickedid ml_subscriber ml_subscriber_hash _openstat __twitter_impression ' +
		'at_campaign at_medium at_recipient_id at_recipient_list _branch_match_id _branch_referrer _bhlid _ke ' +
		'trk_contact trk_msg trk_module trk_sid cmpid guccounter guce_referrer guce_referrer_sig ns_mchannel ns_campaign'
	).split(' ')
);
/** Families of them: of Google Analytics, Matomo and HubSpot. */
const FAMILIES = /^(?:(?:utm|mtm|piwik|matomo|hsa)_.|pk_(?:campaign|kwd|keyword|source|medium|content|cid)$)/;

/** Hosts on which a common short name says who shared the address. */
const OF_HOSTS: readonly (readonly [host: RegExp, name: string])[] = [
	[/(^|\.)(youtube(-nocookie)?\.com|youtu\.be|spotify\.com|soundcloud\.com)$/, 'si'],
	[/(^|\.)(twitter|x)\.com$/, 'ref_src']
];

/** Some sites count by the part after `#`. */
const COUNTING_HASH = /^#(?:xtor=|utm_)/i;

/**
 * The same web address without what only counts and follows readers. Everything else of it is written as it was, since
 * sites read their own parameters in their own ways.
 * @param url is changed
 */
export function dropTracking(url: URL): void {
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return;
	if (url.search !== '') {
		const parts = url.search.slice(1).split('&');
		const kept = parts.filter((part) => !isTracking(part, url.hostname));
		if (kept.length < parts.length) url.search = kept.join('&');
	}
	if (COUNTING_HASH.test(url.hash)) url.hash = '';
}

/** As {@link dropTracking}, of an absolute address as a text. */
export function withoutTracking(address: string): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	const before = url.href;
	dropTracking(url);
	return url.href === before ? address : url.href;
}

function isTracking(part: string, host: string): boolean {
	const name = (part.split('=', 1)[0] ?? '').toLowerCase();
	if (NAMES.has(name) || FAMILIES.test(name)) return true;
	return OF_HOSTS.some(([hosts, itsName]) => itsName === name && hosts.test(host));
}
