using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// Knows every setting of the registry's own sections. The configuration system ignores a key that nothing reads, and a
/// registry with a misspelt <c>Storage:Path</c> would start on an empty directory.
/// </summary>
internal static class OwnSettings
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        (StorageOptions.Section, typeof(StorageOptions)),
        (SiloHostOptions.Section, typeof(SiloHostOptions)),
        (ClusterHostOptions.Section, typeof(ClusterHostOptions)),
        (CatalogOptions.Section, typeof(CatalogOptions)),
        (ManifestOptions.Section, typeof(ManifestOptions)),
        (DashboardOptions.Section, typeof(DashboardOptions)),
        (WebhookOptions.Section, typeof(WebhookOptions)),
        (DeliveryOptions.Section, typeof(DeliveryOptions)),
        (AbsenceOptions.Section, typeof(AbsenceOptions)),
    ];

    /// <param name="configuration">What is set.</param>
    /// <param name="more">Sections of the program that come on top of the silo's.</param>
    /// <exception cref="StartRefusedException">A key is not known, or its value can't be what it has to be.</exception>
    public static void Demand(IConfiguration configuration, params (string Section, Type Options)[] more)
    {
        var faults = Sections.Concat(more).SelectMany(known => Faults(configuration.GetSection(known.Section), known.Options)).ToArray();
        if (faults.Length > 0)
        {
            throw new StartRefusedException($"The configuration is not valid:{string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))}");
        }
    }

    private static IEnumerable<string> Faults(IConfigurationSection section, Type options)
    {
        var known = options.GetProperties().Where(property => property.CanWrite).ToArray();
        foreach (var setting in section.GetChildren())
        {
            var property = known.FirstOrDefault(property => property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                yield return $"{setting.Path} is no setting. Known are: {string.Join(", ", known.Select(property => $"{section.Key}:{property.Name}"))}.";
            }
            else if (setting.Value is { } value && !IsValid(value, property))
            {
                yield return $"{setting.Path} is '{value}': it must be {Form(property.PropertyType)}.";
            }
        }
    }

    // Exactly as the configuration system converts it, whose own message names .NET types.
    private static bool IsValid(string value, PropertyInfo property)
    {
        try
        {
            TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException || exception.InnerException is FormatException)
        {
            return false;
        }
    }

    private static string Form(Type declared) => (Nullable.GetUnderlyingType(declared) ?? declared) switch
    {
        var type when type == typeof(TimeSpan) => "a duration, d.hh:mm:ss: 00:00:05 is five seconds",
        var type when type == typeof(bool) => "true or false",
        var type when type.IsEnum => string.Join(" or ", type.GetEnumNames()),
        _ => "a number",
    };
}
