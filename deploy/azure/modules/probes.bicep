// Startup is patient: a silo joins the cluster first. Liveness only asks whether the process answers, so that an outage
// of the storage restarts nothing; readiness asks the silo and the storage.
@export()
var probes = [
  {
    type: 'Startup'
    httpGet: { path: '/health/live', port: 8080 }
    periodSeconds: 2
    timeoutSeconds: 2
    failureThreshold: 90
  }
  {
    type: 'Readiness'
    httpGet: { path: '/health/ready', port: 8080 }
    periodSeconds: 5
    timeoutSeconds: 3
    failureThreshold: 2
  }
  {
    type: 'Liveness'
    httpGet: { path: '/health/live', port: 8080 }
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  }
]
