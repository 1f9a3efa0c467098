using Registry.Api.Tests.Isolation;

namespace Registry.Api.Tests;

/// <summary>Every call of the contract: who may make it, and a body that it takes. A part of <see cref="Table"/>.</summary>
internal static class EndpointTable
{
    public static readonly EndpointRow[] Rows = [.. Table.Rows.Where(row => row.Door == Door.Api).Select(row => new EndpointRow(row.Method, row.Route, row.Roles, row.Body, row.Query))];

    /// <summary>For theories: the index of each row, shown with its method and route.</summary>
    public static TheoryData<string> Names => [.. Rows.Select(row => row.ToString())];

    public static EndpointRow Find(string name) => Rows.Single(row => row.ToString() == name);
}
