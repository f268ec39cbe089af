using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Secrets;
using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>The texts of one attempt of a step: looked up, filled, and told as they may be shown.</summary>
internal sealed class StepTexts
{
    /// <summary>How many characters the texts of one attempt may come to.</summary>
    private const int MostCharacters = 1024 * 1024;

    private readonly DispatchRequest _request;
    private readonly FlowValue _written;

    /// <summary>What is no text of the flow: read from the context, or set by the step before, which wins.</summary>
    private readonly FlowValue _read;
    private readonly Dictionary<string, FlowValue> _variables = new(StringComparer.Ordinal);

    public StepTexts(DispatchRequest request)
    {
        _request = request;
        var input = request.Input;
        _written = input[StepMappings.Texts];
        var saved = input[StepMappings.Steps][request.TaskName];
        _read = FlowValue.Object(input[StepMappings.Data].Members.Concat(saved.Members));
    }

    /// <summary>Asks the host for what no parameter tells.</summary>
    public async ValueTask AskAsync(IReadOnlyList<IVariableResolver> resolvers, CancellationToken cancellationToken)
    {
        if (resolvers.Count == 0 || _written.Count == 0)
        {
            return;
        }

        foreach (var name in Unknown())
        {
            var asked = new VariableRequest(name, _request.Flow, _request.TaskName, _request.ExecutionId);
            foreach (var resolver in resolvers)
            {
                if (await resolver.ResolveAsync(asked, cancellationToken).ConfigureAwait(false) is { IsNullOrMissing: false } value)
                {
                    _variables[name] = value;
                    break;
                }
            }
        }
    }

    private SortedSet<string> Unknown()
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (self, text) in _written.Members)
        {
            var names = new SortedSet<string>(StringComparer.Ordinal);
            TextTemplate.AddNames(text, names);
            unknown.UnionWith(names.Where(name => Find(name, self).IsNullOrMissing));
        }

        return unknown;
    }

    /// <summary>The parameters as the attempt gets them, and what came of texts with references; a failure when one cannot be filled.</summary>
    public (FlowValue Parameters, FlowValue Rendered, DispatchOutcome? Failure) Fill(MissingVariable missing, Redaction redaction)
    {
        var room = MostCharacters;
        SortedSet<string> unknown = new(StringComparer.Ordinal);
        var filled = new List<KeyValuePair<string, FlowValue>>(_written.Count);
        var rendered = new List<KeyValuePair<string, FlowValue>>();
        foreach (var (name, text) in _written.Members)
        {
            var names = new SortedSet<string>(StringComparer.Ordinal);
            TextTemplate.AddNames(text, names);
            var value = TextTemplate.Fill(text, (wanted, reference) => ValueOf(wanted, reference, name, missing, unknown), ref room);
            filled.Add(new(name, value));
            if (names.Count > 0)
            {
                rendered.Add(new(name, names.Append(name).Any(redaction.Hides) ? Redaction.Mask : redaction.Apply(value)));
            }
        }

        var failure = unknown.Count > 0
            ? DispatchOutcome.Failed(
                $"Nobody knows {string.Join(", ", unknown.Select(name => $"'{name}'"))}, which texts of the step '{_request.TaskName}' refer to. Set a parameter of that name, or say OnMissing.",
                FlowErrorCodes.VariableMissing,
                retryable: false)
            : room < 0 ? DispatchOutcome.Failed(
                $"The texts of the step '{_request.TaskName}' would come to more than {MostCharacters} characters.",
                FlowErrorCodes.TextsTooLarge,
                retryable: false)
            : null;
        return (
            FlowValue.Object(filled.Concat(_read.Members)),
            rendered.Count == 0 ? default : FlowValue.Object(rendered),
            failure);
    }

    private FlowValue ValueOf(string name, string reference, string self, MissingVariable missing, SortedSet<string> unknown)
    {
        var value = Find(name, self);
        value = value.IsNullOrMissing ? _variables.GetValueOrDefault(name) : value;
        if (!value.IsNullOrMissing)
        {
            return value;
        }

        if (missing == MissingVariable.Fail)
        {
            unknown.Add(name);
        }

        return missing == MissingVariable.Keep ? reference : string.Empty;
    }

    // A text does not refer to itself: what has its name further out is meant.
    private FlowValue Find(string name, string? self)
    {
        var own = _read[name].IsNullOrMissing && name != self ? _written[name] : _read[name];
        var common = own.IsNullOrMissing ? _request.Input[StepMappings.Common][name] : own;
        return common.IsNullOrMissing && ParameterName.StepIn(name) is { } step
            ? _request.Input[StepMappings.Steps][step][ParameterName.OfStepIn(name)!]
            : common;
    }
}
