using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>The form that came with a request, what is wrong with it, and the conditions that it carries.</summary>
public sealed class FormInput
{
    /// <summary>The version of the object that the form was made from.</summary>
    public const string VersionField = "form.version";

    /// <summary>Names the form as it was sent to the browser, so that sending it twice does its work once.</summary>
    public const string KeyField = "form.key";

    private const string OwnPrefix = "form.";

    private readonly IFormCollection? fields;
    private readonly Dictionary<string, List<string>> faults = [];

    private FormInput(IFormCollection? fields) => this.fields = fields;

    /// <summary>No form at all.</summary>
    public static FormInput None { get; } = new(null);

    /// <summary>Whether the request is a form.</summary>
    public bool IsPosted => fields is not null;

    /// <summary>Whether nothing was found wrong so far.</summary>
    public bool IsSound => faults.Count == 0 && Refusal is null;

    /// <summary>What a grain had against the change; null where it was not asked or did it.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Whether the object was changed by somebody else since the form was made, or the same form came before with other content.</summary>
    public bool IsStale => Refusal is Refusal.PreconditionFailed or Refusal.IdempotencyKeyReused;

    /// <summary>Fields with something wrong and what that is, in the order in which they were found.</summary>
    public IReadOnlyDictionary<string, List<string>> Faults => faults;

    /// <summary>The value of a field, without blanks around; empty where it was left empty or is not there.</summary>
    public string this[string field] => Normal(fields?[field].ToString()).Trim();

    public static FormInput Of(HttpContext context) =>
        new(HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? context.Request.Form : null);

    /// <summary>All values of a field that there may be several of, such as a group of checkboxes.</summary>
    public IReadOnlyList<string> All(string field) => fields is null ? [] : [.. fields[field].OfType<string>()];

    /// <summary>Whether a box was checked.</summary>
    public bool Has(string field, string value = "true") => All(field).Contains(value);

    /// <summary>Notes what is wrong with a field, as a whole sentence.</summary>
    public void Fault(string field, string message)
    {
        if (!faults.TryGetValue(field, out var messages))
        {
            faults[field] = messages = [];
        }

        messages.Add(message);
    }

    /// <summary>What is wrong with a field.</summary>
    public IReadOnlyList<string> FaultsOf(string field) => faults.TryGetValue(field, out var messages) ? messages : [];

    /// <summary>The text of a field that must be there, checked by <paramref name="rule"/>.</summary>
    public string Text(string field, TextRule rule)
    {
        var text = this[field];
        if (text.Length == 0)
        {
            Fault(field, CommonTexts.FieldRequired);
        }
        else
        {
            foreach (var fault in rule.Faults(text))
            {
                Fault(field, fault);
            }
        }

        return text;
    }

    /// <summary>The same for a field that may be left empty, which is null.</summary>
    public string? OptionalText(string field, TextRule rule) => this[field].Length == 0 ? null : Text(field, rule);

    /// <summary>The id in a field; null, with the fault noted, where it is none.</summary>
    public T? Id<T>(string field)
        where T : struct, IIdentifier<T>
    {
        if (T.TryParse(this[field], null, out var id))
        {
            return id;
        }

        Fault(field, this[field].Length == 0 ? CommonTexts.FieldRequired : CommonTexts.FieldId);
        return null;
    }

    internal void Refuse(Refusal refusal) => Refusal = refusal;

    internal ChangeContext ToChange(Caller caller, HttpContext context)
    {
        var actor = caller.Actor;
        var key = this[KeyField];
        return new(
            actor,
            RequestTrace.IdOf(context),
            caller.OwnerFilterOrNone(),
            long.TryParse(this[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? new Precondition(AnyExisting: false, [version]) : null,
            key.Length == 0 ? null : new IdempotencyKey($"{actor}\nhub:{key}", Fingerprint(context.Request.Path)));
    }

    // Browsers send line ends as CR LF.
    private static string Normal(string? text) => (text ?? "").ReplaceLineEndings("\n");

    private string Fingerprint(string path)
    {
        var content = new StringBuilder(path);
        foreach (var (name, values) in (fields ?? FormCollection.Empty).Where(field => !field.Key.StartsWith(OwnPrefix, StringComparison.Ordinal) && !field.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            content.Append('\n').Append(name).Append('=').AppendJoin('\0', values.ToArray());
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }
}
