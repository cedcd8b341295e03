# fish completion for gtm. In ~/.config/fish/config.fish:  gtm completion fish | source
#
# What can stand at the cursor is other people's words too (titles, names): fish quotes them, and none of them is run.
function __gtm_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l lines (gtm complete -- $words (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = :file
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $lines
    end
end
complete -c gtm -f -k -a '(__gtm_complete)'
