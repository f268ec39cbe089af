using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary><c>enum</c> and <c>const</c>: equal to one of these values.</summary>
internal sealed class ValuesRule : SchemaRule
{
    private readonly SchemaEquality _allowed = new();
    private readonly string _expected;

    public ValuesRule(IEnumerable<FlowValue> allowed)
    {
        var shown = new List<string>();
        foreach (var value in allowed)
        {
            _allowed.TryAdd(value, null);
            if (shown.Count < 10)
            {
                shown.Add(value.Kind switch
                {
                    FlowValueKind.Array => "a list",
                    FlowValueKind.Object => "an object",
                    _ => Spelling.Short(value.ToJson()),
                });
            }
        }

        _expected = _allowed.Count > shown.Count ? $"one of {_allowed.Count} values" : string.Join(" or ", shown.Distinct(StringComparer.Ordinal));
    }

    public override bool Meets(FlowValue value, PathTrail? at, SchemaRun run) =>
        _allowed.Contains(value, run) || (run.Tells && run.Fault(at, $"has another value; expected is {_expected}"));
}
