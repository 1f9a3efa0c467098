using System.Globalization;
using Microsoft.AspNetCore.Components;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>A page that shows an audit log.</summary>
public abstract class AuditPage : HubPage
{
    private const int PageSize = 50;

    /// <summary>Where the page starts.</summary>
    [SupplyParameterFromQuery]
    public string? After { get; set; }

    /// <summary>Whether the whole log is to be gone through.</summary>
    [SupplyParameterFromQuery]
    public bool Verify { get; set; }

    /// <summary>Whose log it is.</summary>
    protected abstract AuditTenant Tenant { get; }

    /// <summary>What the page shows.</summary>
    protected AuditSight Sight { get; private set; } = null!;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        Caller.Demand(Tenant);
        var filters = new FilterInput(Http.Request.Query);
        var filter = new AuditFilter(
            filters.Choice<AuditAction>("what"),
            filters["actor"] is { Length: > 0 } actor ? actor : null,
            filters["subject"] is { Length: > 0 } subject ? subject : null,
            filters.Day("from", AuditTexts.FaultDay),
            filters.Day("until", AuditTexts.FaultDay)?.AddDays(1));
        var isSound = filters.IsSound;
        AuditHead? kept = null;
        if (filters["head"] is { Length: > 0 } head && !AuditHead.TryParse(head, null, out kept))
        {
            filters.Fault("head", AuditTexts.FaultHead);
        }

        long? after = After is null ? null : long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : throw NotThere();
        Sight = new(
            Tenant,
            filters,
            filter,
            isSound ? await Grains.GetAuditList().ListAsync(Tenant, filter, newestFirst: true, after, PageSize) : new([], null),
            After,
            Verify ? await Grains.CheckAuditAsync(Tenant, kept, Http.RequestAborted) : null);
    }
}
