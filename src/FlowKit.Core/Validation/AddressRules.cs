using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Whom a task, a resource or a callback calls.</summary>
internal sealed class AddressRules
{
    private const string Separator = "://";

    private readonly FlowCheck _check;
    private readonly HashSet<string>? _known;
    private readonly ResourceRules _resources;

    public AddressRules(FlowCheck check)
    {
        _check = check;

        // Indirections are the engine's own: no dispatcher is registered for them.
        _known = check.Options.KnownProtocols is { } known
            ? new([.. known, ResourceAddress.Protocol, ResourceAddress.ForeignProtocol], StringComparer.OrdinalIgnoreCase)
            : null;
        _resources = new(check);
    }

    public void Check(FunctionTask task)
    {
        var name = Written(task.ResourceName);
        var protocol = Written(task.ResourceProtocol);
        if (name is not null || protocol is not null)
        {
            Check(name, protocol);
            return;
        }

        name = Inline(task, "resourceName");
        protocol = Inline(task, "resourceProtocol");
        if (name is not null || protocol is not null)
        {
            Check(name, protocol);
            return;
        }

        _check.Findings.Error(
            FlowErrorCodes.MissingAddress,
            task.Place,
            "the task does not say whom it calls",
            "give it a 'resourceName', such as http://host/path or function://name");
    }

    /// <summary>An address without a protocol beside it.</summary>
    public void Check(Located<string> name)
    {
        if (Written(name) is { } written)
        {
            Check(written, null);
        }
    }

    public void CheckResources()
    {
        foreach (var resource in _check.Flow.Resources)
        {
            _resources.Check(resource);
            Check(resource.ResourceName);
            _check.Mappings.Check(resource.InputMappings, MappingKind.Input, null);
        }

        _resources.CheckCircles();
    }

    private void Check(Located<string>? name, Located<string>? protocol)
    {
        var address = name?.Value.Trim() ?? string.Empty;
        var separator = address.IndexOf(Separator, StringComparison.Ordinal);
        if (protocol is null && separator <= 0)
        {
            _check.Findings.Error(
                FlowErrorCodes.MissingProtocol,
                name!.Value.Place,
                "this address has no protocol",
                "begin it with one, such as http:// or function://, or give a 'resourceProtocol'");
            return;
        }

        var word = protocol?.Value.Trim() ?? address[..separator];
        if (_known is not null && !_known.Contains(word))
        {
            TellUnknown(word, (protocol ?? name)!.Value.Place, _known);
        }
        else if (ResourceAddress.Read(word, address) is { } resource)
        {
            _resources.Check(resource, (name ?? protocol)!.Value.Place);
        }
    }

    private void TellUnknown(string word, SourcePlace place, HashSet<string> known)
    {
        var names = string.Join(", ", known.Order(StringComparer.Ordinal));
        if (_check.Options.HostMayHaveMore)
        {
            _check.Findings.Warning(
                FlowErrorCodes.ProtocolUnknown,
                place,
                $"'{Spelling.Short(word)}' is no protocol of the package, which has {names}",
                _check.Spelling.Hint(word, known) ?? "the host must have a dispatcher for it");
            return;
        }

        _check.Findings.Error(
            FlowErrorCodes.ProtocolUnknown,
            place,
            $"'{Spelling.Short(word)}' is no protocol that is registered; there are {names}",
            _check.Spelling.Hint(word, known));
    }

    private static Located<string>? Written(Located<string>? text) =>
        text is { } one && !string.IsNullOrWhiteSpace(one.Value) ? text : null;

    private static Located<string>? Inline(FunctionTask task, string field) =>
        task.Resource[field].AsString() is { } text && !string.IsNullOrWhiteSpace(text) ? new(text, task.Place) : null;
}
