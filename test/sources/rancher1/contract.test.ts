import {contract} from '../contract.js';
import {startRancher1} from './start.js';

contract('Rancher 1', startRancher1);
contract('Rancher 1 before 1.2', () => startRancher1({apiVersion: 'v1', oldEnvelope: true}));
