import {contract} from '../contract.js';
import {startCattle} from './start.js';

contract('Rancher 1', startCattle);
contract('Rancher 1 before 1.2', () => startCattle({apiVersion: 'v1', oldEnvelope: true}));
