using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>The map <c>stubs</c> to the answers it holds.</summary>
internal static class StubReader
{
    private static readonly string[] Kinds = ["output", "error", "accepted", "echo", "hang"];

    /// <summary>Which kind of answer a field belongs to.</summary>
    private static readonly (string Field, string Kind)[] Belongings = [("status", "output"), ("retryable", "error"), ("then", "accepted")];

    public static IReadOnlyList<ScenarioStub> Read(SourceMapping stubs, SourcePlace place, FieldFaults faults)
    {
        var read = new List<ScenarioStub>(stubs.Members.Length);
        foreach (ref readonly var member in stubs.Members)
        {
            var at = place.Member(member.Key.Text, member.Value.Line, member.Value.Column);
            var answers = Answers(member.Key.Text, member.Value, at, faults);
            if (answers.Count > 0)
            {
                read.Add(new(member.Key.Text, answers));
            }
        }

        return read;
    }

    private static List<StubAnswer> Answers(string key, SourceNode node, SourcePlace place, FieldFaults faults)
    {
        switch (node)
        {
            case SourceMapping map:
                return [Answer(new Fields(map, place, faults, ScenarioWords.Answer))];
            case SourceSequence { Items.Length: > 0 } list:
                return [.. ScenarioFields.Blocks(list, place, key, faults)
                    .Select(block => Answer(new Fields(block.Map, block.Place, faults, ScenarioWords.Answer)))];
            default:
                faults.WrongType(place, key, "an answer, such as { output: {} }, or a list of answers", node);
                return [];
        }
    }

    private static StubAnswer Answer(in Fields fields)
    {
        var kind = Kind(fields);
        StubAnswer answer = kind switch
        {
            "error" => StubAnswer.Error(fields.Text("error")?.Value ?? string.Empty, fields.Flag("retryable", otherwise: true)),
            "accepted" => Acceptance(fields),
            "echo" => StubAnswer.Echo,
            "hang" => StubAnswer.Hang,
            _ => StubAnswer.Output(Output(fields), fields.Word("status", ScenarioWords.CallbackStatuses) ?? CallbackStatus.Unspecified),
        };
        return answer.After(fields.Time("after") ?? TimeSpan.Zero);
    }

    private static FlowValue Output(in Fields fields) => fields.Value("output") is { IsMissing: false } output ? output : FlowValue.EmptyObject;

    private static StubAnswer Acceptance(in Fields fields) =>
        fields.Block("then", ScenarioWords.Then) is { } then
            ? StubAnswer.AcceptedThen(
                then.Time("after") ?? TimeSpan.Zero,
                then.Value("output"),
                then.Word("status", ScenarioWords.CallbackStatuses) ?? CallbackStatus.Unspecified)
            : StubAnswer.Accepted;

    /// <summary>What the answer is; told when it says two things at once.</summary>
    private static string Kind(in Fields fields)
    {
        string? kind = null;
        foreach (var word in Kinds)
        {
            if (!Says(fields, word))
            {
                continue;
            }

            if (kind is not null)
            {
                Contradiction(fields, $"an answer cannot be '{kind}' and '{word}' at once");
            }

            kind ??= word;
        }

        kind ??= "output";
        foreach (var (field, owner) in Belongings)
        {
            if (fields.Has(field) && owner != kind)
            {
                Contradiction(fields, $"'{field}' belongs to an answer with '{owner}'");
            }
        }

        return kind;
    }

    private static bool Says(in Fields fields, string word) =>
        word is "output" or "error" ? fields.Has(word) : fields.Flag(word);

    private static void Contradiction(in Fields fields, string message) =>
        fields.Faults.Findings.Error(FlowErrorCodes.ScenarioContradiction, fields.Place, message);
}
