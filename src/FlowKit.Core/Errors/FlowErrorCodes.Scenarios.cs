namespace FlowKit.Errors;

/// <summary>10xx: scenario files.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>A scenario, or a part of it, does not say what it must.</summary>
    public const string ScenarioIncomplete = "FLOW1050";

    /// <summary>A part of a scenario says two things that exclude each other.</summary>
    public const string ScenarioContradiction = "FLOW1051";

    /// <summary>A flow a scenario names is not there.</summary>
    public const string ScenarioFlowMissing = "FLOW1052";
}
