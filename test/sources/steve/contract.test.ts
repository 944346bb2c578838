import {contract} from '../contract.ts';
import {startRancher2} from '../rancher2/start.ts';

contract('Steve with the SQL cache', startRancher2);
contract('Steve without the SQL cache', () => startRancher2({sqlCache: () => false}));
