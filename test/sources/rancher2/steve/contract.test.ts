import {contract} from '../../contract.js';
import {startRancher2} from '../start.js';

contract('Steve with the SQL cache', startRancher2);
contract('Steve without the SQL cache', () => startRancher2({sqlCache: () => false}));
