using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation;

/// <summary>Times, delays and bounds: a number, a text that is one, or a path.</summary>
internal static class SettingRules
{
    public static void Check(Located<FlowValue> setting, string field, string root, double least, FlowCheck check, double most = 1e9)
    {
        if (setting.Value.IsNullOrMissing)
        {
            return;
        }

        if (setting.Value.AsString() is { } text && text.AsSpan().TrimStart().StartsWith('$'))
        {
            CheckPath(text, setting, field, root, check);
        }
        else if (NumberPlan.Parse(setting.Value) is { } number)
        {
            check.AtLeast(new(number, setting.Place), least, field, most);
        }
        else
        {
            check.Findings.Error(
                FlowErrorCodes.InvalidSetting,
                setting.Place,
                $"'{field}' must be a number or a path into $.{root}",
                $"write a number, such as 30, or a path, such as $.{root}.{field}");
        }
    }

    private static void CheckPath(string path, Located<FlowValue> setting, string field, string root, FlowCheck check)
    {
        if (check.Paths.Check(path, setting.Place) is { } shape && (shape.Root != root || shape.IsRoot))
        {
            check.Findings.Error(
                FlowErrorCodes.SettingElsewhere,
                setting.Place,
                $"'{field}' is read from $.{root} only",
                root == "input" ? "map the value into the input and read it there" : $"write a number, or a path into $.{root}");
        }
    }
}
