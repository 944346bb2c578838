import {contract} from '../../contract.js';
import {startRancher2} from '../start.js';

contract('Norman', () => startRancher2({steve: false}));
