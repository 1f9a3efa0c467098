using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What all processes measured during one step.</summary>
internal sealed class BoardStep
{
    private readonly OutcomeSum checks = new();
    private readonly OutcomeSum changes = new();
    private readonly OutcomeSum webhookAttempts = new();
    private readonly LatencySum checkLatency = new();
    private readonly LatencySum storageLatency = new();
    private int processes;
    private long activations;
    private long installations;
    private long workingSet;
    private long heap;
    private TimeSpan cpu;
    private TimeSpan gcPause;

    public void Add(ProcessSample sample)
    {
        processes++;
        checks.Add(sample.Checks);
        changes.Add(sample.Changes);
        webhookAttempts.Add(sample.WebhookAttempts);
        checkLatency.Add(sample.CheckLatency);
        storageLatency.Add(sample.StorageLatency);
        activations += sample.Activations;
        installations += sample.Installations;
        workingSet += sample.WorkingSet;
        heap += sample.Heap;
        cpu += sample.Cpu;
        gcPause += sample.GcPause;
    }

    public BoardPoint ToPoint(DateTimeOffset at) => new()
    {
        At = at,
        Processes = processes,
        Checks = checks.ToCounts(),
        Changes = changes.ToCounts(),
        WebhookAttempts = webhookAttempts.ToCounts(),
        CheckLatency = checkLatency.Summarize(),
        StorageLatency = storageLatency.Summarize(),
        Activations = activations,
        Installations = installations,
        WorkingSet = workingSet,
        Heap = heap,
        Cpu = cpu,
        GcPause = gcPause,
    };
}
