namespace FlowKit.Cli.Running;

/// <summary>Who answers the dispatches of a run.</summary>
internal interface IOutside
{
    /// <summary>Registers the dispatchers, each of which tells the display what it sends out.</summary>
    void AddTo(FlowEngineBuilder builder, IRunDisplay display);

    /// <summary>Says where callbacks go; called once, before the first dispatch.</summary>
    void Attach(IFlowEngine engine);
}
