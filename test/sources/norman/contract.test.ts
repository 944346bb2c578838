import {contract} from '../contract.ts';
import {startRancher2} from '../rancher2/start.ts';

contract('Norman', () => startRancher2({steve: false}));
