import {testMaster} from './suite.ts';

testMaster('3006');
