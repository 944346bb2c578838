import {expect, test} from 'vitest';
import {heldSecrets} from '../../source/secrets/held.js';
import {redactEntry, redactStart, redactText} from '../../source/secrets/text.js';

test.each([
	// Names.
	['DB_PASS=hunter2', 'DB_PASS=***'],
	['MYSQL_PWD=hunter2 mysqldump shop', 'MYSQL_PWD=*** mysqldump shop'],
	['password="two words" user=web', 'password="***" user=web'],
	["password='two words'", "password='***'"],
	['{"password": "a b", "user": "web"}', '{"password": "***", "user": "web"}'],
	[String.raw`{\"password\":\"a b\",\"user\":1}`, String.raw`{\"password\":\"***\",\"user\":1}`],
	[String.raw`"token": "a\"b", "c": 1`, '"token": "***", "c": 1'],
	["{'api_key': 'x', 'a': 'b'}", "{'api_key': '***', 'a': 'b'}"],
	['mysql -u root --password=hunter2 -e x', 'mysql -u root --password=*** -e x'],
	['curl --token abc123 https://x', 'curl --token *** https://x'],
	['["--db-password", "two words", "-v"]', '["--db-password", "***", "-v"]'],
	['mount -o username=a,password=b,uid=5', 'mount -o username=a,password=***,uid=5'],
	['environment: {DB_PASS: x, B: y}', 'environment: {DB_PASS: ***, B: y}'],
	['{"name":"DB_PASSWORD","value":"x"}', '{"name":"DB_PASSWORD","value":"***"}'],
	['<password>two words</password>', '<password>***</password>'],
	['GET /events?token=abc&x=1', 'GET /events?token=***&x=1'],
	['Password:hunter2 Token:abc}', 'Password:*** Token:***}'],
	["password=b'two words'", "password=b'***'"],
	['{"auths":{"r":{"auth":"dXNlcjpwYXNz"}}}', '{"auths":{"r":{"auth":"***"}}}'],
	[':password => "x y"', ':password => "***"'],
	['Environment=DB_PASS=x', 'Environment=DB_PASS=***'],
	['docker run -e "DB_PASS=two words" web', 'docker run -e "DB_PASS=***" web'],
	['helm upgrade --set db.password=x web', 'helm upgrade --set db.password=*** web'],
	['jdbc:mysql://h/db?user=x&password=y', 'jdbc:mysql://h/db?user=x&password=***'],
	['Server=x;User Id=sa;Password=Pass;', 'Server=x;User Id=sa;Password=***;'],
	// Headers.
	['Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=c', 'Authorization: AWS4-HMAC-SHA256 ***'],
	['X-Auth-Token: 567e6165839370e3', 'X-Auth-Token: ***'],
	['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
	['Authorization: Digest username="Mufasa", response="6629"', 'Authorization: Digest ***'],
	['AUTHORIZATION=abc', 'AUTHORIZATION=***'],
	['curl -H "Authorization: Basic YTpi" http://h', 'curl -H "Authorization: Basic ***" http://h'],
	['Cookie: R_SESS=token-abc:xyz; CSRF=abc', 'Cookie: ***'],
	['SESSION_COOKIE=abc', 'SESSION_COOKIE=***'],
	// Shapes.
	['DATABASE_URL=postgres://u:p@ss#w@db:5432/x', 'DATABASE_URL=postgres://u:***@db:5432/x'],
	['git clone https://user:hunter2@host/x', 'git clone https://user:***@host/x'],
	['it said Bearer abc123', 'it said Bearer ***'],
	['eyJhbGciOiJI.eyJzdWIiOiIx.c2ln of the user', '*** of the user'],
	['a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b', 'a *** b'],
	['-----BEGIN OPENSSH PRIVATE KEY-----\nMII', '***'],
	['run http://h:8080/v1/scripts/ABC:1483142400000:x-Y now', 'run http://h:8080/v1/scripts/*** now'],
	[
		'kubectl apply -f https://h/v3/import/abcdefghijklmnop_c-1.yaml',
		'kubectl apply -f https://h/v3/import/***_c-1.yaml',
	],
	[`as kubeconfig-u-x1:${'a1'.repeat(27)}`, 'as kubeconfig-u-x1:***'],
	['root $6$salt$abcdefghijklmnop./', 'root ***'],
	["IDENTIFIED BY 'two words'", "IDENTIFIED BY '***'"],
	['redis://:hunter2@host', 'redis://:***@host'],
	// Command lines.
	['curl -sSu a:b http://x', 'curl -sSu a:*** http://x'],
	['echo x | sudo -S id', 'echo *** | sudo -S id'],
	['sshpass -p x ssh root@h', 'sshpass -p *** ssh root@h'],
	['sshpass -px ssh root@h', 'sshpass -p*** ssh root@h'],
	['curl -u a:b http://x', 'curl -u a:*** http://x'],
	['curl --user=a:b http://x', 'curl --user=a:*** http://x'],
	['cd /x; /usr/bin/curl -sS -u "a:b c" x', 'cd /x; /usr/bin/curl -sS -u "a:***" x'],
	['sh -c "mysql -phunter2 -e x" y', 'sh -c "mysql -p*** -e x" y'],
	['docker login -u a -p b registry', 'docker login -u a -p *** registry'],
	['redis-cli -a x ping', 'redis-cli -a *** ping'],
	['echo root:x | sudo chpasswd', 'echo *** | sudo chpasswd'],
	['openssl rsa -passin pass:abc', 'openssl rsa -passin pass:***'],
])('blanks the secret in %j', (text, shown) => {
	expect(redactText(text)).toBe(shown);
	expect(redactText(shown)).toBe(shown);
});

test.each([
	'tokens=5',
	'password_policy: strict',
	'secretName: db',
	'keyFile: /etc/x',
	'DB_PASSWORD_FILE=/run/secrets/db',
	'passthrough: yes',
	'bypass=1',
	'PWD=/home/web',
	`DB_PASS=${'$'}{DB_PASS}`,
	'password: $(DB_PASS)',
	'--password-stdin registry.example',
	'image: vault/secret:1.2',
	'rancher/token:latest',
	'docker run -p 80:80 nginx',
	'see https://host:8080/a@b',
	'ssh://git@github.com/x',
	'/usr/lib/scripts/check_disk2',
	'Basic authentication',
	'Bearer tokens are short',
	'the key is accepted',
	'auth: pam, eauth: pam',
	'config.yaml:4: sources.prod.token: there is no file /x',
	'sources.prod.passwordCommand: pass show ended with 1',
	'credentials=/root/.smb',
	'dockerfile: Dockerfile',
	'token "abc" expired',
	'failed to fetch the token: unexpected status',
	'MountVolume.SetUp failed for volume "x" : secret "y" not found',
	'type: kubernetes.io/service-account-token',
	'arn:aws:secretsmanager:eu:1:secret:name',
	'{"tokens": 5, "secret": {"a": 1}}',
	'AWS_ACCESS_KEY_ID=AKIA',
	'mysql -p shop',
])('leaves %j as it is', text => {
	expect(redactText(text)).toBe(text);
});

test('reads a file line by line, with any line ends', () => {
	const lines = [
		'services:',
		'  db:',
		'    image: mysql:5.7',
		'    environment:',
		'      MYSQL_PASSWORD: two words',
		'      - "DB_TOKEN=a b"',
		'      - DB_PASS=a b',
		'    key: |',
		'      one',
		'    ssl_passphrase: |',
		'      one',
		'      two',
		'    scale: 2',
	];
	const shown = [
		...lines.slice(0, 4),
		'      MYSQL_PASSWORD: ***',
		'      - "DB_TOKEN=***"',
		'      - DB_PASS=***',
		'    key: |',
		'      one',
		'    ssl_passphrase: ***',
		'    scale: 2',
	];
	expect(redactText(lines.join('\n'))).toBe(shown.join('\n'));
	expect(redactText(lines.join('\r\n'))).toBe(shown.join('\r\n'));
});

test('reads the lines of a diff', () => {
	expect(redactText('--- a\n+++ b\n-DB_PASS=a b\n+password: c d\n same: 1')).toBe(
		'--- a\n+++ b\n-DB_PASS=***\n+password: ***\n same: 1',
	);
});

test('takes all that follows the name of a variable in a list for its value', () => {
	expect(redactEntry('DB_PASS=two words')).toBe('DB_PASS=***');
	expect(redactEntry('DB_HOST=two words')).toBe('DB_HOST=two words');
});

test('does not show the beginning of a secret that is longer than what is looked at', () => {
	const login = `docker login https://AWS:${'s3cret'.repeat(1000)}@registry`;
	expect(redactStart(login, 60)).toBe('docker login https://AWS:***');
	expect(redactStart(`see https://host:8080/${'x'.repeat(1000)}`, 30)).toBe('see https://host:8080/xxxxxxxx');
});

test('looks again at a text once another credential is held', () => {
	const text = 'as S3cret-of-a-source said';
	expect(redactText(text)).toBe(text);
	heldSecrets.hold('S3cret-of-a-source');
	expect(redactText(text)).toBe('as *** said');
});

test.each([
	['- sshpass\n- -p\n- "s3 cret"\n- ssh', '- sshpass\n- -p\n- "***"\n- ssh'],
	["command:\n  - mysql\n  - '-ps3cret'\nscale: 1", "command:\n  - mysql\n  - '-p***'\nscale: 1"],
	['"command": [\n  "curl",\n  "-u",\n  "a:s3cret"\n]', '"command": [\n  "curl",\n  "-u",\n  "a:***"\n]'],
	['- --password\n- s3cret\n- -x', '- --password\n- ***\n- -x'],
	['  - "--token"\n  - "s3cret"', '  - "--token"\n  - "***"'],
	['give a --token\n- then the next', 'give a --token\n- then the next'],
])('reads a command that is a list over several lines: %j', (text, shown) => {
	expect(redactText(text)).toBe(shown);
	expect(redactText(text.replaceAll('\n', '\r\n'))).toBe(shown.replaceAll('\n', '\r\n'));
	expect(redactText(shown)).toBe(shown);
});

test.each([
	['userlist a\n  user admin insecure-password s3cret\n', 'userlist a\n  user admin insecure-password ***\n'],
	['  stats auth admin:s3cret\n  stats uri /', '  stats auth admin:***\n  stats uri /'],
	[
		String.raw`"config": "user a insecure-password s3cret\r\n"`,
		String.raw`"config": "user a insecure-password ***\r\n"`,
	],
	['the statistics of auth: none', 'the statistics of auth: none'],
])('reads the configuration of a load balancer: %j', (text, shown) => {
	expect(redactText(text)).toBe(shown);
	expect(redactText(shown)).toBe(shown);
});

test('does not show what is piped into a login', () => {
	expect(redactText('echo s3 cret | docker login -u ci --password-stdin r')).toBe(
		'echo *** | docker login -u ci --password-stdin r',
	);
});
