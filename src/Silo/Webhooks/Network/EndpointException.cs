namespace Registry.Silo;

/// <summary>An endpoint is not called. The message is for the developer of the app.</summary>
internal sealed class EndpointException(string message, Exception? innerException = null) : Exception(message, innerException);
