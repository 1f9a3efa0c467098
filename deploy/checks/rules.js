// What no schema knows: that names lead somewhere, and what every pod of the registry has to have.

const ofKind = (objects, kind) => objects.filter(object => object.kind === kind);

const matches = (labels, selector) => Object.entries(selector?.matchLabels ?? selector ?? {}).every(([key, value]) => labels[key] === value);

const podOf = ({ kind, spec }) => kind === 'CronJob' ? spec.jobTemplate.spec.template : spec.template;

const podsOf = objects => ofKind(objects, 'Deployment').map(deployment => deployment.spec.template);

function dangling(objects) {
  const pods = podsOf(objects);
  const selected = selector => pods.filter(pod => matches(pod.metadata.labels, selector));
  const selects = selector => selected(selector).length > 0;
  const opens = (selector, port) => typeof port !== 'string' ||
    selected(selector).every(pod => pod.spec.containers.some(container => container.ports.some(({ name }) => name === port)));
  const exists = (kind, name) => objects.some(object => object.kind === kind && object.metadata.name === name);
  const faults = [];
  const demand = (holds, object, what) => holds || faults.push(`${object.kind} ${object.metadata.name}: ${what}`);

  for (const object of objects) {
    if (object.kind === 'Deployment') {
      demand(matches(object.spec.template.metadata.labels, object.spec.selector), object, 'its selector does not match its pods');
    }

    if (['CronJob', 'Deployment'].includes(object.kind)) {
      const { spec } = podOf(object);
      demand(exists('ServiceAccount', spec.serviceAccountName), object, `there is no service account ${spec.serviceAccountName}`);
      for (const { configMapRef } of spec.containers.flatMap(container => container.envFrom ?? [])) {
        demand(exists('ConfigMap', configMapRef.name), object, `there is no config map ${configMapRef.name}`);
      }

      for (const { persistentVolumeClaim } of spec.volumes.filter(volume => volume.persistentVolumeClaim)) {
        demand(exists('PersistentVolumeClaim', persistentVolumeClaim.claimName), object, `there is no claim ${persistentVolumeClaim.claimName}`);
      }
    }

    if (['PodDisruptionBudget', 'Service'].includes(object.kind)) {
      demand(selects(object.spec.selector), object, 'it selects no pod');
      for (const { targetPort } of object.spec.ports ?? []) {
        demand(opens(object.spec.selector, targetPort), object, `its pods open no port ${targetPort}`);
      }
    }

    if (object.kind === 'NetworkPolicy') {
      demand(selects(object.spec.podSelector), object, 'it selects no pod');
      for (const { port } of (object.spec.ingress ?? []).flatMap(rule => rule.ports ?? [])) {
        demand(opens(object.spec.podSelector, port), object, `its pods open no port ${port}`);
      }

      const peers = [...(object.spec.ingress ?? []).flatMap(rule => rule.from ?? []), ...(object.spec.egress ?? []).flatMap(rule => rule.to ?? [])];
      for (const { podSelector } of peers.filter(peer => peer.podSelector)) {
        demand(selects(podSelector), object, `it names pods that are not there: ${JSON.stringify(podSelector)}`);
      }
    }

    if (object.kind === 'HorizontalPodAutoscaler') {
      demand(exists('Deployment', object.spec.scaleTargetRef.name), object, 'it scales nothing');
    }
  }

  return faults;
}

function weakPods(objects) {
  const faults = [];
  for (const object of [...ofKind(objects, 'Deployment'), ...ofKind(objects, 'CronJob')]) {
    const pod = podOf(object).spec;
    const demand = (holds, what) => holds || faults.push(`${object.kind} ${object.metadata.name}: ${what}`);
    demand(pod.securityContext?.runAsNonRoot && pod.securityContext.seccompProfile?.type === 'RuntimeDefault', 'not the restricted pod security');
    for (const container of pod.containers) {
      const security = container.securityContext ?? {};
      demand(security.readOnlyRootFilesystem && security.allowPrivilegeEscalation === false && security.capabilities?.drop?.includes('ALL'), 'a container is not locked down');
      demand(container.resources?.limits?.memory && container.resources?.requests?.cpu, 'no resources');
    }
  }

  for (const { metadata, spec } of ofKind(objects, 'Deployment')) {
    const pod = spec.template.spec;
    const demand = (holds, what) => holds || faults.push(`Deployment ${metadata.name}: ${what}`);
    demand(spec.strategy.rollingUpdate.maxUnavailable === 0, 'an update must not take a pod away before the next is ready');
    demand(pod.terminationGracePeriodSeconds > 30, 'it would be killed before Silo:ShutdownTimeout is over');
    for (const container of pod.containers) {
      const paths = ['startupProbe', 'readinessProbe', 'livenessProbe'].map(probe => container[probe]?.httpGet?.path);
      demand(paths.every(Boolean) && paths[1] === '/health/ready' && paths[2] === '/health/live', 'a probe is missing or asks the wrong path');
    }
  }

  return faults;
}

export const ruleFaults = objects => [...dangling(objects), ...weakPods(objects)];
