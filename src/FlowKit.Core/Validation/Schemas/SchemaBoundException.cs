namespace FlowKit.Validation.Schemas;

/// <summary>A check came to a bound of its work.</summary>
internal sealed class SchemaBoundException(string message) : Exception(message);
