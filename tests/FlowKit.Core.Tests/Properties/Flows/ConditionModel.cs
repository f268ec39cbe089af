using System.Text.Json.Nodes;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A condition on one member of an input or output: it is there, equals a number, is at least one, or less than one.</summary>
internal sealed record ConditionModel(string Key, ConditionTest Test, int Number)
{
    /// <summary>The condition as flows write it.</summary>
    public string Path(string root) => Test switch
    {
        ConditionTest.IsThere => $"$.{root}.{Key}",
        ConditionTest.Equals => $"$.{root}[?(@.{Key} == {Number})]",
        ConditionTest.AtLeast => $"$.{root}[?(@.{Key} >= {Number})]",
        _ => $"$.{root}[?(@.{Key} < {Number})]",
    };

    public bool Holds(JsonObject document)
    {
        if (!document.TryGetPropertyValue(Key, out var value))
        {
            return false;
        }

        if (Test == ConditionTest.IsThere)
        {
            return true;
        }

        return value is JsonValue scalar && long.TryParse(scalar.ToJsonString(), out var number) && Test switch
        {
            ConditionTest.Equals => number == Number,
            ConditionTest.AtLeast => number >= Number,
            _ => number < Number,
        };
    }
}
