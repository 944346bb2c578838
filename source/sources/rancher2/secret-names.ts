const secret = /secret|password|passwd|token|privatekey|apikey|accesskey|credential|dockerconfig/i;

/** True for names of fields whose values nobody should see on a screen. */
export const isSecretName = (name: string): boolean => secret.test(name.replace(/[-_.]/g, ''));
