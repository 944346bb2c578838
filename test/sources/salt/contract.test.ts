import {contract} from '../contract.js';
import {startSalt} from './start.js';

contract('Salt', startSalt);
contract('Salt over a websocket', () => startSalt({}, {eventTransport: 'ws'}));
