namespace Registry.Hub;

/// <summary>Metadata of endpoints besides pages whose answers people see: errors are pages there, with the headers of pages.</summary>
public sealed class AnswerForPeople
{
    public static readonly AnswerForPeople Instance = new();

    private AnswerForPeople()
    {
    }
}
