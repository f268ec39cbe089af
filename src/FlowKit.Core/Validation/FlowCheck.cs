using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>One validation: the flow, its tasks, and what has been found so far.</summary>
internal sealed class FlowCheck
{
    /// <summary>A time is at most this many seconds, which is some 31 years.</summary>
    private const double MostSeconds = 1e9;

    public FlowCheck(FlowDescriptor flow, FlowValidationOptions options)
    {
        Flow = flow;
        Options = options;
        Tasks = new(flow, options.Limits, Findings);
        Paths = new(Findings, Patterns);
        Mappings = new(this);
        Addresses = new(this);
    }

    public FlowDescriptor Flow { get; }

    public FlowValidationOptions Options { get; }

    public Findings Findings { get; } = new();

    public Spelling Spelling { get; } = new();

    public TaskTable Tasks { get; }

    public PatternBudget Patterns { get; } = new();

    public PathRules Paths { get; }

    public MappingRules Mappings { get; }

    public AddressRules Addresses { get; }

    /// <summary>By the text of an expression without faults, the names below <c>context</c> it reads.</summary>
    public Dictionary<string, IReadOnlyList<string>> KeysInExpressions { get; } = new(StringComparer.Ordinal);

    public void Missing(SourcePlace place, string what, string field) =>
        Findings.Error(FlowErrorCodes.MissingField, place, $"{what} has no '{field}'", $"add '{field}'");

    /// <summary>Tells a number that is smaller than the least, or larger than anything a time or count can be.</summary>
    public void AtLeast(Located<double> number, double least, string field, double most = MostSeconds)
    {
        if (!(number.Value >= least && number.Value <= most))
        {
            var range = number.Value > most
                ? string.Create(CultureInfo.InvariantCulture, $"{most:0} or less")
                : string.Create(CultureInfo.InvariantCulture, $"{least} or more");
            Findings.Error(FlowErrorCodes.OutOfRange, number.Place, $"'{field}' must be {range}", $"write {range}, or take it out");
        }
    }
}
