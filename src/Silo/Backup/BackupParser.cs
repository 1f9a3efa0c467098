using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Registry.Silo;

/// <summary>Reads one line of a backup.</summary>
internal static class BackupParser
{
    private static readonly JsonTypeInfo<BackupLine> Lines = Strict();

    /// <exception cref="BackupException">It is no line of a backup that this program can read.</exception>
    public static BackupLine Parse(long number, ReadOnlySpan<byte> line)
    {
        if (number == 1)
        {
            CheckVersion(line);
        }

        try
        {
            return JsonSerializer.Deserialize(line, Lines)
                ?? throw BackupException.AtLine(number, "this is null instead of an object.");
        }
        catch (JsonException exception)
        {
            throw BackupException.AtLine(number, Explain(exception), exception);
        }
        catch (NotSupportedException exception)
        {
            // What the serializer says of an object without a kind.
            throw BackupException.AtLine(number, "this has no member kind, or not in the first place.", exception);
        }
    }

    // A list that is left out would come to be no list at all rather than an empty one: generated code does not see the
    // initial value of an init property.
    private static JsonTypeInfo<BackupLine> Strict()
    {
        var options = new JsonSerializerOptions(BackupJson.Default.Options) { TypeInfoResolver = BackupJson.Default.WithAddedModifier(DemandLists) };
        return (JsonTypeInfo<BackupLine>)options.GetTypeInfo(typeof(BackupLine));
    }

    private static void DemandLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            property.IsRequired = property.Set is not null || property.AssociatedParameter is not null;
        }
    }

    // Before anything else: what else is there is only known of the versions that this program knows.
    private static void CheckVersion(ReadOnlySpan<byte> line)
    {
        BackupVersion? found;
        try
        {
            found = JsonSerializer.Deserialize(line, BackupVersionJson.Default.BackupVersion);
        }
        catch (JsonException exception)
        {
            throw NoBackup(exception);
        }

        if (found is not { Format: BackupFormat.Name, Version: > 0 and var version })
        {
            throw NoBackup();
        }

        if (version > BackupFormat.Version)
        {
            throw BackupException.AtLine(
                1,
                $"this backup has version {version} of the format, and this program reads {BackupFormat.Version} at most. Import it with the program that wrote it ({found.Program ?? "of unknown version"}) or a newer one.");
        }
    }

    private static BackupException NoBackup(Exception? exception = null) =>
        BackupException.AtLine(1, "this is no backup of a registry; one begins with the line that export writes first.", exception);

    private static string Explain(JsonException exception)
    {
        if (exception.InnerException is JsonException)
        {
            return $"this is no JSON; look at byte {exception.BytePositionInLine + 1}.";
        }

        // The position that follows is counted within this line only, as if all lines were the first.
        var text = exception.Message.Split([" Path:", " LineNumber:"], StringSplitOptions.None)[0];
        var place = exception.Path is { Length: > 1 } path ? $" ({path})" : "";
        return IsForPeople(text) ? $"{text}{place}" : $"this is not as this program writes it; perhaps a newer one did{place}.";
    }

    // Our own converters say what is wrong; the serializer talks of types.
    private static bool IsForPeople(string text) =>
        !text.Contains(".NET", StringComparison.Ordinal)
        && !text.Contains("Registry.", StringComparison.Ordinal)
        && !text.Contains("discriminator", StringComparison.Ordinal);
}
