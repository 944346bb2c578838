import {testContract} from './salt-contract.ts';
import {testMaster} from './suite.ts';

testMaster('3007', testContract);
