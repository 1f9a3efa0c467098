namespace Registry.Hub;

/// <summary>Names the elements that belong to a field of a form.</summary>
public static class FieldIds
{
    /// <summary>The field itself.</summary>
    public static string Of(string field) => $"field-{field.Replace('.', '-').Replace(':', '-')}";

    /// <summary>What explains it.</summary>
    public static string Hint(string field) => $"{Of(field)}-hint";

    /// <summary>What is wrong with it.</summary>
    public static string Faults(string field) => $"{Of(field)}-faults";
}
