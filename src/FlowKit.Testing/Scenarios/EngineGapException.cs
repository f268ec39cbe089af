namespace FlowKit.Testing.Scenarios;

/// <summary>A scenario asks for something the engine does not do yet.</summary>
internal sealed class EngineGapException(string what) : Exception($"{what}: {Unsupported}")
{
    private const string Unsupported = "this operation is not supported by the engine yet";

    public ScenarioDifference ToDifference() => Difference(what);

    public static ScenarioDifference Difference(string what) => new(what, "an operation of the engine", Unsupported);
}
