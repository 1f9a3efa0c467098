namespace Registry.Silo;

/// <summary>The dashboard of Orleans. Section <c>Dashboard</c> of the configuration.</summary>
public sealed class DashboardOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Dashboard";

    /// <summary>
    /// Whether silos keep the figures that the dashboard shows, and API processes show it, to operators, at
    /// <c>/dashboard</c>. Every grain call is measured for it, which costs checks some of their speed. Default false.
    /// </summary>
    public bool Enabled { get; set; }

    internal static bool IsEnabled(IConfiguration configuration) =>
        configuration.GetSection(Section).GetValue<bool>(nameof(Enabled));
}
