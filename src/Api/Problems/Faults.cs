namespace Registry.Api;

/// <summary>What is wrong with a request: member → messages, in the order found.</summary>
internal sealed class Faults
{
    // A hostile body can have thousands of faults; nobody reads more than these.
    private const int Most = 100;
    private readonly Dictionary<string, List<string>> messages = [];
    private int count;

    public bool Any => count > 0;

    public bool IsFull => count >= Most;

    public void Add(string member, string message)
    {
        if (IsFull)
        {
            return;
        }

        count++;
        if (!messages.TryGetValue(member, out var list))
        {
            messages[member] = list = [];
        }

        list.Add(message);
    }

    public Dictionary<string, string[]> ToErrors() => messages.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
}
