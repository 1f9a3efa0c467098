namespace Registry.Grains.Interfaces;

/// <summary>Something that is wrong in a catalog document.</summary>
/// <param name="Location">
/// Where: the JSON path of the value at fault, such as <c>$.topics[3].requiresAnyOf[0]</c>; for a document that is no JSON
/// the line and the byte in it, both counted from 1.
/// </param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record CatalogFault(string Location, string Message);
