import { expect, test } from 'vitest';
import { isPrivate } from '$lib/model/private-host';

test.each([
	'http://localhost:8080/feed',
	'http://a.localhost/',
	'http://127.1/',
	'http://2130706433/',
	'http://10.0.0.1/',
	'http://192.168.1.1/feed',
	'http://172.16.0.9/',
	'http://169.254.169.254/latest',
	'http://[::1]/',
	'http://[fd00::1]/',
	'http://[fe80::1]/',
	'http://[::ffff:10.0.0.1]/',
	'http://printer.local/',
	'http://0.0.0.0/',
	'http://localhost./'
])('%s is not of the web', (address) => expect(isPrivate(address)).toBe(true));

test.each([
	'https://blog.example/',
	'http://172.32.0.1/',
	'http://11.0.0.1/',
	'https://localhost.example/',
	'x'
])('%s may be', (address) => expect(isPrivate(address)).toBe(false));
