namespace FlowKit;

/// <summary>Puts an engine together. Single use: what is built is not changed by later calls.</summary>
public sealed class FlowEngineBuilder
{
}
