import type {Answer} from '../serve/serve.js';
import type {Json} from '../world/world.js';

const titles: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	406: 'Not Acceptable',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
};

const always = {
	Server: 'CherryPy/18.8.0',
	Allow: 'GET, HEAD, POST',
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Expose-Headers': 'GET, POST',
	'Access-Control-Allow-Credentials': 'true',
	Vary: 'Accept-Encoding',
};

/** A JSON answer as salt-api gives it. */
export const json = (body: Json, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
	status,
	headers: {...always, 'Content-Type': 'application/json', ...headers},
	body: JSON.stringify(body),
});

/** An error page: HTML, whatever the client accepts (salt/netapi/rest_cherrypy/app.py, CherryPy's own template). */
export const page = (status: number, message: string): Answer => {
	const title = `${status} ${titles[status] ?? 'Error'}`;
	const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return {
		status,
		headers: {...always, 'Content-Type': 'text/html;charset=utf-8'},
		body: `<!DOCTYPE html PUBLIC
"-//W3C//DTD XHTML 1.0 Transitional//EN"
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8"></meta>
    <title>${title}</title>
    <style type="text/css">
    #powered_by { margin-top: 20px; }
    </style>
</head>
    <body>
        <h2>${title}</h2>
        <p>${text}</p>
        <pre id="traceback"></pre>
    <div id="powered_by">
      <span>
        Powered by <a href="http://www.cherrypy.dev">CherryPy 18.8.0</a>
      </span>
    </div>
    </body>
</html>
`,
	};
};

/** What salt-api says when a call throws. */
export const broken = (): Answer => json({status: 500, return: 'An unexpected error occurred'}, 500);

/** The page of the web application that `rest_cherrypy.app` names. */
export const application = (): Answer => ({
	status: 200,
	headers: {...always, 'Content-Type': 'text/html;charset=utf-8'},
	body: '<!DOCTYPE html>\n<html><head><title>SaltGUI</title></head><body><form><input type="password"></form></body></html>\n',
});

/** `No permission`: no session, one that is not known, or one that ended. */
export const noSession = (): Answer => page(401, 'No permission -- see authorization schemes');
