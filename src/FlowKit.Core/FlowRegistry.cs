namespace FlowKit;

/// <summary>The flows an engine can start. Safe to call from many threads; a running execution keeps the descriptor it started with.</summary>
public sealed class FlowRegistry
{
}
