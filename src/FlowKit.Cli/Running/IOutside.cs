namespace FlowKit.Cli.Running;

/// <summary>Who answers the dispatches of a run.</summary>
internal interface IOutside
{
    /// <summary>Registers the dispatchers, each of them watched.</summary>
    void AddTo(FlowEngineBuilder builder, CallWatch watch);

    /// <summary>Says where callbacks go; called once, before the first dispatch.</summary>
    void Attach(IFlowEngine engine);
}
