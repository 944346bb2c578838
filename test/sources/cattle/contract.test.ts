import {contract} from '../contract.ts';
import {startCattle} from './start.ts';

contract('Rancher 1', startCattle);
contract('Rancher 1 before 1.2', () => startCattle({apiVersion: 'v1', oldEnvelope: true}));
