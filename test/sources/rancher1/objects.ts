import {createNames, type Names} from '../../../source/sources/rancher1/rows/names.js';
import {type Scope, scopeOf} from '../../../source/sources/rancher1/rows/scope.js';
import type {Rancher1Object} from '../../../source/sources/rancher1/wire/frames.js';

/** An object as a server might write it. */
export const object = (type: string, fields: Readonly<Record<string, unknown>>): Rancher1Object => ({
	id: '1x1',
	type,
	...fields,
});

/** Project 1a5 of the source `prod`. */
export const scope = (names: Names = createNames()): Scope => scopeOf('prod', '1a5', names, new Map());

const base = 'http://rancher.lab:8080/v2-beta/projects/1a5/containers/1i12';

/** A running container of the service `shop/web`. */
export const container = (fields: Readonly<Record<string, unknown>> = {}): Rancher1Object => ({
	id: '1i12',
	type: 'container',
	links: {self: base, containerStats: `${base}/containerstats`},
	actions: {
		update: `${base}/?action=update`,
		stop: `${base}/?action=stop`,
		restart: `${base}/?action=restart`,
		migrate: `${base}/?action=migrate`,
		logs: `${base}/?action=logs`,
		execute: `${base}/?action=execute`,
	},
	baseType: 'instance',
	name: 'shop-web-1',
	state: 'running',
	created: '2019-03-11T09:20:31Z',
	createdTS: 1_552_296_031_000,
	healthState: null,
	hostId: '1h1',
	imageUuid: 'docker:nginx:1.15',
	labels: {'io.rancher.stack.name': 'shop', 'io.rancher.stack_service.name': 'shop/web'},
	ports: ['80:80/tcp'],
	primaryIpAddress: '10.42.17.9',
	serviceIds: ['1s5'],
	stackId: '1st3',
	startCount: 1,
	transitioning: 'no',
	transitioningMessage: null,
	transitioningProgress: null,
	...fields,
});
