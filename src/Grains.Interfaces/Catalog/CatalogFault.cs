namespace Registry.Grains.Interfaces;

/// <summary>Something that is wrong in a catalog document.</summary>
/// <param name="Location">Where: a JSON path such as <c>$.topics[3].requiresAnyOf[0]</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record CatalogFault(string Location, string Message);
