using System.Globalization;
using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Reading;

namespace FlowKit.Testing.Scenarios;

/// <summary>The list <c>when</c> to its steps.</summary>
internal static class StepReader
{
    private const string RefusedWord = "refused";

    public static IReadOnlyList<ScenarioStep> Read(SourceSequence list, SourcePlace place, FieldFaults faults)
    {
        var steps = new List<ScenarioStep>(list.Items.Length);
        foreach (var (map, at) in ScenarioFields.Blocks(list, place, "when", faults))
        {
            if (Step(new Fields(map, at, faults, ScenarioWords.Step)) is { } step)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    private static ScenarioStep? Step(in Fields fields)
    {
        if (Operation(fields) is not { } word)
        {
            return null;
        }

        var refused = fields.Flag(RefusedWord);
        return word switch
        {
            "advance" => new ScenarioStep.Advance(fields.RequiredTime(word), refused),
            "callback" => Callback(fields, refused),
            "wakeup" => WakeUp(fields, refused),
            "retry" => Retry(fields, refused),
            "runTask" => new ScenarioStep.RunTask(fields.Required(word), refused),
            "skip" => new ScenarioStep.Skip(fields.Required(word), refused),
            _ => Switch(fields, word, refused),
        };
    }

    /// <summary>The one word of the step; null, and told, when there is none or more.</summary>
    private static string? Operation(in Fields fields)
    {
        string? found = null;
        foreach (ref readonly var member in fields.Members)
        {
            var word = member.Key.Text;
            if (word == RefusedWord || !ScenarioWords.Step.Has(word))
            {
                continue;
            }

            if (found is not null)
            {
                fields.Faults.Findings.Error(
                    FlowErrorCodes.ScenarioContradiction,
                    fields.KeyPlace(member.Key),
                    $"a step cannot be '{found}' and '{word}' at once",
                    "write two steps");
                return null;
            }

            found = word;
        }

        if (found is null)
        {
            fields.Faults.Findings.Error(
                FlowErrorCodes.ScenarioIncomplete, fields.Place, "the step does not say what happens", "write { advance: 1s }, for instance");
        }

        return found;
    }

    private static ScenarioStep.Callback? Callback(in Fields step, bool refused) =>
        step.Block("callback", ScenarioWords.Callback) is { } fields
            ? new(
                new TaskCallback(
                    fields.Required("task"),
                    fields.Word("status", ScenarioWords.CallbackStatuses) ?? CallbackStatus.Unspecified,
                    fields.Value("output"),
                    fields.Whole("attempt")?.Value),
                refused)
            : null;

    private static ScenarioStep.WakeUp? WakeUp(in Fields step, bool refused) =>
        step.Block("wakeup", ScenarioWords.WakeUp) is { } fields
            ? new(fields.Required("task"), fields.Value("output"), refused)
            : null;

    private static ScenarioStep? Retry(in Fields fields, bool refused)
    {
        switch (fields.Find("retry"))
        {
            case SourceScalar { Text: "failed" }:
                return new ScenarioStep.RetryFailed(refused);
            case SourceScalar { Text: "all" }:
                return new ScenarioStep.RetryAll(refused);
            case SourceSequence { Items.Length: > 0 }:
                return new ScenarioStep.RetryTasks([.. fields.Texts("retry")!.Select(name => name.Value)], refused);
            case var other:
                var place = other is null ? fields.Place : fields.ValuePlace("retry", other);
                fields.Faults.Findings.Error(
                    FlowErrorCodes.UnknownValue, place, "'retry' must be failed, all, or a list of task instances");
                return null;
        }
    }

    /// <summary>The steps that are written with <c>true</c>.</summary>
    private static ScenarioStep? Switch(in Fields fields, string word, bool refused)
    {
        if (!fields.Flag(word))
        {
            fields.Faults.Findings.Error(
                FlowErrorCodes.UnknownValue, fields.Place, string.Create(CultureInfo.InvariantCulture, $"'{word}' must be true"), "write true, or leave the step out");
            return null;
        }

        return word switch
        {
            "cancel" => new ScenarioStep.Cancel(refused),
            "pause" => new ScenarioStep.Pause(refused),
            "resume" => new ScenarioStep.Resume(refused),
            _ => new ScenarioStep.Restart(refused),
        };
    }
}
