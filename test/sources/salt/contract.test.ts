import {contract} from '../contract.ts';
import {startSalt} from './start.ts';

contract('Salt', startSalt);
contract('Salt over a websocket', () => startSalt({}, {eventTransport: 'ws'}));
