namespace FlowKit.Tests.Telemetry;

/// <summary>A listener hears every engine of the process, and an engine that is heard does more: such tests run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Listening
{
    public const string Name = "listening";
}
