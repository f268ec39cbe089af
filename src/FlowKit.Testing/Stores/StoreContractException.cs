namespace FlowKit.Testing.Stores;

/// <summary>A store does not do what every store must; the message says what was expected and what came.</summary>
public sealed class StoreContractException(string message) : Exception(message);
