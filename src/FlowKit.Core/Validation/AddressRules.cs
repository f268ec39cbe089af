using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Whom a task, a resource or a callback calls.</summary>
internal sealed class AddressRules
{
    private const string Separator = "://";
    private const string Resource = "resource";

    private readonly FlowCheck _check;
    private readonly HashSet<string>? _known;
    private readonly Dictionary<string, ResourceDescriptor> _resources = new(StringComparer.Ordinal);

    public AddressRules(FlowCheck check)
    {
        _check = check;

        // Indirections are the engine's own: no dispatcher is registered for them.
        _known = check.Options.KnownProtocols is { } known
            ? new([.. known, Resource, "resourceRef"], StringComparer.OrdinalIgnoreCase)
            : null;
        foreach (var resource in check.Flow.Resources)
        {
            _resources.TryAdd(NameOf(resource), resource);
        }
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
            CheckResource(resource);
        }

        CheckCircles();
    }

    private void CheckResource(ResourceDescriptor resource)
    {
        if (NameOf(resource).Length == 0)
        {
            _check.Missing(resource.Name.Place, "the resource", "name");
        }
        else if (!ReferenceEquals(_resources[NameOf(resource)], resource))
        {
            _check.Findings.Error(FlowErrorCodes.DuplicateResource, resource.Name.Place, $"two resources are named '{NameOf(resource)}'");
        }

        if (string.IsNullOrWhiteSpace(resource.ResourceName.Value))
        {
            _check.Missing(resource.ResourceName.Place, "the resource", "resourceName");
        }

        Check(resource.ResourceName);
        _check.Mappings.Check(resource.InputMappings, MappingKind.Input, null);
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
            _check.Findings.Error(
                FlowErrorCodes.ProtocolUnknown,
                (protocol ?? name)!.Value.Place,
                $"'{Spelling.Short(word)}' is no protocol that is registered; there are " +
                string.Join(", ", _known.Order(StringComparer.Ordinal)),
                _check.Spelling.Hint(word, _known));
        }
        else if (string.Equals(word, Resource, StringComparison.OrdinalIgnoreCase) &&
            name is { } named && !_resources.ContainsKey(ResourceOf(address)))
        {
            _check.Findings.Error(
                FlowErrorCodes.ResourceUnknown,
                named.Place,
                $"the flow's 'resources' have no '{Spelling.Short(ResourceOf(address))}'",
                _check.Spelling.Hint(ResourceOf(address), _resources.Keys));
        }
    }

    /// <summary>Follows each resource once; whoever comes back to the way it is on has found a circle.</summary>
    private void CheckCircles()
    {
        var walks = new Dictionary<ResourceDescriptor, int>(ReferenceEqualityComparer.Instance);
        for (var walk = 0; walk < _check.Flow.Resources.Count; walk++)
        {
            var at = _check.Flow.Resources[walk];
            while (at is not null && walks.TryAdd(at, walk))
            {
                at = Next(at);
            }

            if (at is not null && walks[at] == walk)
            {
                TellCircle(at);
            }
        }
    }

    private void TellCircle(ResourceDescriptor first)
    {
        var names = new List<string> { NameOf(first) };
        for (var at = Next(first); at is not null && !ReferenceEquals(at, first); at = Next(at))
        {
            names.Add(NameOf(at));
        }

        _check.Findings.Error(
            FlowErrorCodes.ResourceLoop,
            first.ResourceName.Place,
            $"these resources stand for each other: {Circles.Text(names)}",
            "give one of them an address");
    }

    private ResourceDescriptor? Next(ResourceDescriptor resource)
    {
        var address = resource.ResourceName.Value?.Trim() ?? string.Empty;
        return address.StartsWith(Resource + Separator, StringComparison.OrdinalIgnoreCase)
            ? _resources.GetValueOrDefault(ResourceOf(address))
            : null;
    }

    // A flow built in code may leave a name out altogether.
    private static string NameOf(ResourceDescriptor resource) => resource.Name.Value ?? string.Empty;

    /// <summary>The name of the resource an address of the protocol <c>resource</c> means.</summary>
    public static string ResourceOf(string address)
    {
        var separator = address.IndexOf(Separator, StringComparison.Ordinal);
        return separator < 0 ? address : address[(separator + Separator.Length)..];
    }

    private static Located<string>? Written(Located<string>? text) =>
        text is { } one && !string.IsNullOrWhiteSpace(one.Value) ? text : null;

    private static Located<string>? Inline(FunctionTask task, string field) =>
        task.Resource[field].AsString() is { } text && !string.IsNullOrWhiteSpace(text) ? new(text, task.Place) : null;
}
