/** What a person lets apps do, at `/account`. */
export const accountEn = {
  'consents.title': 'Apps that act for you',
  'consents.text':
    'You let these apps act in your name. They can do what they were granted, and what you may do yourself.',
  'consents.none': 'You let no app act in your name.',
  'consents.since': 'Active since {time}',
  'consents.waiting': 'Allowed, and not used yet',
  'consents.ends': 'ends {time} if it is not used',
  'consents.may': 'May',
  'consents.nothing': 'Nothing was granted to it',
  'consents.withdraw': 'Withdraw',
  'consents.withdraw.title': 'Withdraw what {app} may do for you?',
  'consents.withdraw.text':
    'It stops acting in your name at once. What it has done stays, and you can allow it again.',
  'consents.withdrawn': '{app} acts for you no more',
} as const;
