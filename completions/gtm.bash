# bash completion for gtm. In ~/.bashrc:  eval "$(gtm completion bash)"
#
# What can stand at the cursor is other people's words too (titles, names): they are quoted, and none of them is run.
_gtm() {
  local i word between rest=$COMP_LINE last= cur head= open= width=0 value
  local -a words=() lines=() values=()
  # Readline parts words at : and =; what stands together in the line is one word to gtm.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    between=${rest%%"$word"*}
    rest=${rest#"$between$word"}
    if [[ $i -gt 1 && -z $between && -n $word && ($word == [:=]* || $last == *[:=]) ]]; then
      words[${#words[@]} - 1]+=$word
    elif ((i > 0)); then
      words+=("$word")
    fi
    last=$word
  done
  cur=${words[${#words[@]} - 1]}
  mapfile -t lines < <(gtm complete -- "${words[@]}" 2>/dev/null)
  COMPREPLY=()
  ((${#lines[@]})) || return 0
  if [[ ${lines[0]} == :file ]]; then
    compopt -o default
    return 0
  fi
  values=("${lines[@]%%$'\t'*}")
  # It replaces only what stands behind the last of them, or behind a quote that is still open.
  local quotes=${cur//[^\"]/}
  if ((${#quotes} % 2)); then
    open=1 head=${cur%\"*}
  elif [[ $cur == *[:=]* ]]; then
    head=${cur%"${cur##*[:=]}"}
  fi
  values=("${values[@]#"$head"}")
  if ((${#values[@]} > 500)); then
    # Numbers: too many for a list that is read, and nothing in them to quote.
    COMPREPLY=("${values[@]}")
    return 0
  fi
  for i in "${!values[@]}"; do
    value=${values[i]}
    if [[ $open ]]; then
      value=${value//\\/\\\\}
      value=${value//\"/\\\"}
      value=${value//\$/\\\$}
      value=${value//\`/\\\`}\"
    else
      printf -v value %q "$value"
      value=${value//\\,/,}
    fi
    COMPREPLY[i]=$value
    ((${#value} > width)) && width=${#value}
  done
  if ((${#values[@]} == 1)); then
    [[ ${values[0]} == *[:=] ]] && compopt -o nospace
    return 0
  fi
  # What a word means is shown in the list only: 37 and 42 insert what they show.
  [[ $COMP_TYPE == 37 || $COMP_TYPE == 42 ]] && return 0
  for i in "${!lines[@]}"; do
    [[ ${lines[i]} == *$'\t'* ]] || continue
    printf -v value '%-*s  (%s)' "$width" "${COMPREPLY[i]}" "${lines[i]#*$'\t'}"
    COMPREPLY[i]=${value:0:${COLUMNS:-80}-1}
  done
}
complete -o nosort -F _gtm gtm 2>/dev/null || complete -F _gtm gtm
